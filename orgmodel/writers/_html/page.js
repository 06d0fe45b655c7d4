"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const words = data.words;
  const sheets = data.pages.map((page, n) => made(page, $("s" + n)));
  const shows = [...new Set(data.pages.map((p) => p.show))];
  const SVG = "http://www.w3.org/2000/svg";
  let now = 0;
  let view = null; // {x, y, w, h} in units of the view box, shared by all pages; null shows the whole page
  let lit = []; // ids of the boxes in the light
  let from = ""; // where the light came from: the finding's number, or ""
  let hits = [];
  let hit = -1;

  document.documentElement.classList.add("ready");

  // One page: its boxes by id, each with the text that stands in it, and its lines.
  function made(page, svg) {
    const boxes = new Map();
    for (const el of svg.querySelectorAll("rect[data-id]")) {
      const at = { x: +el.getAttribute("x"), y: +el.getAttribute("y"), w: +el.getAttribute("width"), h: +el.getAttribute("height") };
      boxes.set(el.dataset.id, { id: el.dataset.id, el, at, parts: [el], text: "" });
    }
    const all = [...boxes.values()];
    const marks = [];
    for (const el of svg.children) {
      if (el.tagName === "circle") marks.push({ id: el.dataset.id, parts: [el] });
      else if (el.tagName === "path" && !el.hasAttribute("class")) marks[marks.length - 1].parts.push(el);
      else if (el.tagName === "path" && el.dataset.head) el.classList.add("part");
      else if (el.tagName === "text") {
        const x = +el.getAttribute("x"), y = +el.getAttribute("y");
        const box = all.find((b) => x >= b.at.x && x <= b.at.x + b.at.w && y >= b.at.y && y <= b.at.y + b.at.h + 10);
        if (!box) continue;
        el.classList.add("part");
        box.parts.push(el);
        box.text += el.textContent;
      }
    }
    for (const mark of marks) if (mark.id) mark.parts.forEach((el) => el.classList.add("part"));
    const about = new Map();
    for (const [nth, state, ids] of page.notes) {
      if (!about.has(ids[0])) about.set(ids[0], []);
      about.get(ids[0]).push([nth, state]);
    }
    all.forEach((box, n) => {
      box.name = page.names[box.id] || box.text || box.id;
      box.notes = about.get(box.id) || [];
      box.el.classList.add("part");
      box.el.setAttribute("tabindex", n ? "-1" : "0");
      box.el.setAttribute("role", "img");
      box.el.setAttribute("aria-label", [box.name, ...box.notes.map(([i]) => data.notes[i].text)].join(". "));
    });
    const above = new Map();
    for (const [tail, head] of page.ways) above.set(tail, [...(above.get(tail) || []), head]);
    return { page, svg, boxes, all, above, marks };
  }

  // ---- the piece of the page that is seen -------------------------------------------------------------------
  const here = () => sheets[now];
  const whole = () => ({ x: 0, y: 0, w: here().page.w, h: here().page.h });
  const seen = () => view || whole();

  function look(to) {
    view = to;
    const v = seen();
    here().svg.setAttribute("viewBox", [v.x, v.y, v.w, v.h].map((n) => +n.toFixed(3)).join(" "));
    tip();
  }

  function zoom(by, x, y) {
    const v = seen(), all = whole();
    const w = Math.min(all.w * 2, Math.max(all.w / 24, v.w / by));
    const f = w / v.w;
    const cx = x === undefined ? v.x + v.w / 2 : x, cy = y === undefined ? v.y + v.h / 2 : y;
    look({ x: cx - (cx - v.x) * f, y: cy - (cy - v.y) * f, w, h: v.h * f });
  }

  function pan(dx, dy) {
    const v = seen(), all = whole();
    const held = (p, size, most) => Math.min(most - size * 0.1, Math.max(-size * 0.9, p));
    look({ x: held(v.x + dx, v.w, all.w), y: held(v.y + dy, v.h, all.h), w: v.w, h: v.h });
  }

  function point(x, y) {
    const p = new DOMPoint(x, y).matrixTransform(here().svg.getScreenCTM().inverse());
    return [p.x, p.y];
  }

  // Bring boxes into sight: a part of the page around them if they are small, at least as large as can be read.
  function centre(ids) {
    const at = ids.map((id) => here().boxes.get(id)).filter(Boolean).map((b) => b.at);
    if (!at.length) return;
    const x0 = Math.min(...at.map((b) => b.x)), x1 = Math.max(...at.map((b) => b.x + b.w));
    const y0 = Math.min(...at.map((b) => b.y)), y1 = Math.max(...at.map((b) => b.y + b.h));
    const all = whole(), v = seen();
    const w = Math.max(Math.min(v.w, all.w * 0.5), (x1 - x0) * 1.3, ((y1 - y0) * 1.3 * all.w) / all.h);
    const h = (w * all.h) / all.w;
    look({ x: (x0 + x1) / 2 - w / 2, y: (y0 + y1) / 2 - h / 2, w, h });
  }

  // ---- the light --------------------------------------------------------------------------------------------
  // The boxes named and all that stands above them on the page: the whole chain of who answers to whom.
  function chain(ids) {
    const out = new Set(ids.filter((id) => here().boxes.has(id)));
    for (const id of out) for (const head of here().above.get(id) || []) out.add(head);
    return out;
  }

  function light(ids, source) {
    lit = ids;
    from = source || "";
    const { svg, boxes, page } = here();
    svg.querySelectorAll(".halo").forEach((el) => el.remove());
    svg.querySelectorAll(".on").forEach((el) => el.classList.remove("on"));
    const on = chain(ids);
    svg.classList.toggle("lit", on.size > 0);
    const first = [...svg.children].find((el) => !/^(paper|band)/.test(el.getAttribute("class") || ""));
    const halo = (name, of) => {
      const el = document.createElementNS(SVG, name);
      el.setAttribute("class", "halo");
      for (const key in of) el.setAttribute(key, of[key]);
      svg.insertBefore(el, first);
    };
    for (const [tail, head, , points] of page.ways) {
      if (on.has(tail) && on.has(head)) halo("polyline", { points, "stroke-width": 26 });
    }
    for (const id of on) {
      const { x, y, w, h } = boxes.get(id).at;
      if (ids.includes(id)) halo("rect", { x: x - 9, y: y - 9, width: w + 18, height: h + 18, rx: 12, "stroke-width": 22 });
      boxes.get(id).parts.forEach((el) => el.classList.add("on"));
    }
    const lines = new Set();
    for (const el of svg.querySelectorAll("path[data-head]")) {
      const { id, tail, head } = el.dataset;
      if (!on.has(head) || !(tail ? on.has(tail) : trunk(on, head, el))) continue;
      el.classList.add("on");
      if (id) lines.add(id);
    }
    for (const { id, parts } of here().marks) if (lines.has(id)) parts.forEach((el) => el.classList.add("on"));
    $("list").querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", String(from !== "" && b.dataset.nth === from)));
  }

  // True for a trunk that a lit line of its class runs over.
  const trunk = (on, head, el) => here().page.ways.some(([t, h, cls]) => h === head && on.has(t) && el.classList.contains(cls));

  // ---- pages ------------------------------------------------------------------------------------------------
  function turn(to) {
    const focused = here().svg.contains(document.activeElement) ? document.activeElement.dataset.id || "sheet" : "";
    now = to;
    sheets.forEach((s, n) => s.svg.classList.toggle("now", n === now));
    look(view);
    light(lit, from);
    list();
    bars();
    document.title = here().page.title;
    if (focused) {
      const box = here().boxes.get(focused);
      (box ? box.el : here().svg).focus({ preventScroll: true });
    }
    $("said").textContent = here().page.title;
  }

  function show(name) {
    const same = data.pages.filter((p) => p.show === name);
    const page = same.find((p) => p.nth === here().page.nth) || same[same.length - 1];
    if (page) turn(data.pages.indexOf(page));
  }

  function leaf(by) {
    const to = data.pages.findIndex((p) => p.show === here().page.show && p.nth === here().page.nth + by);
    if (to >= 0) turn(to);
  }

  function tabs(id, entries) {
    const box = $(id);
    if (entries.length < 2) return box.replaceChildren();
    const held = box.contains(document.activeElement);
    box.replaceChildren(...entries.map(({ text, on, go }) => {
      const b = document.createElement("button");
      b.type = "button";
      b.textContent = text;
      b.setAttribute("role", "tab");
      b.setAttribute("aria-selected", String(on));
      b.tabIndex = on ? 0 : -1;
      b.addEventListener("click", go);
      return b;
    }));
    if (held) box.querySelector("[aria-selected=true]").focus();
  }

  function bars() {
    tabs("shows", shows.map((name) => ({
      text: data.pages.find((p) => p.show === name).label, on: here().page.show === name, go: () => show(name),
    })));
    const same = data.pages.filter((p) => p.show === here().page.show);
    tabs("pages", same.map((p) => ({
      text: words.page.replace("{}", p.nth), on: p === here().page, go: () => turn(data.pages.indexOf(p)),
    })));
  }

  for (const id of ["shows", "pages"]) {
    $(id).addEventListener("keydown", (e) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      if (!by) return;
      e.preventDefault();
      e.stopPropagation();
      const all = [...$(id).children], at = all.findIndex((b) => b.getAttribute("aria-selected") === "true");
      all[(at + by + all.length) % all.length].click();
    });
  }

  // ---- findings ---------------------------------------------------------------------------------------------
  function list() {
    const by = new Map();
    for (const note of here().page.notes) {
      const { code, title } = data.notes[note[0]];
      const key = code + " " + title;
      by.set(key, [...(by.get(key) || []), note]);
    }
    $("count").textContent = words.count.replace("{}", here().page.notes.length);
    const out = [];
    for (const [key, notes] of [...by]) {
      const head = document.createElement("h2");
      const count = document.createElement("span");
      count.textContent = " × " + notes.length;
      head.append(key, count);
      out.push(head, ...notes.map(entry));
    }
    $("list").replaceChildren(...out);
  }

  function entry([nth, state, ids]) {
    const note = data.notes[nth];
    const b = document.createElement("button");
    b.type = "button";
    b.dataset.nth = String(nth);
    b.className = state;
    b.setAttribute("aria-pressed", String(from === String(nth)));
    if (state) {
      const tag = document.createElement("span");
      tag.className = "state";
      tag.textContent = words[state];
      b.append(tag);
    }
    b.append(note.text);
    const told = () => tip(b.getBoundingClientRect(), note.code + " " + note.title, "", [[nth, state]]);
    b.addEventListener("click", () => {
      if (from === String(nth)) return light([]);
      light(ids, String(nth));
      if (view) centre([...chain(ids)]);
      told();
    });
    b.addEventListener("mouseenter", told);
    b.addEventListener("focus", () => { if (b.matches(":focus-visible")) told(); });
    b.addEventListener("mouseleave", () => tip());
    b.addEventListener("blur", () => tip());
    return b;
  }

  function side() {
    if (!$("findings")) return;
    const open = $("side").hidden;
    $("side").hidden = !open;
    $("findings").setAttribute("aria-expanded", String(open));
    if (open) ($("list").querySelector("button") || $("side")).focus();
    else here().svg.focus();
  }

  // ---- what a unit tells ------------------------------------------------------------------------------------
  function tip(beside, name, id, notes) {
    const el = $("tip");
    el.hidden = !beside;
    if (!beside) return;
    const line = (tag, cls, text) => Object.assign(document.createElement(tag), { className: cls, textContent: text });
    el.replaceChildren(line("b", "", name));
    if (id) el.append(line("span", "id", id));
    for (const [nth, state] of notes.slice(0, 4)) {
      const { code, text, cite } = data.notes[nth];
      el.append(line("p", "", (state ? words[state] + " · " : "") + (id ? code + " " : "") + text));
      if (cite) el.append(line("p", "cite", words.basis + data.cites[cite]));
    }
    if (notes.length > 4) el.append(line("p", "cite", "+" + (notes.length - 4)));
    const { width, height } = el.getBoundingClientRect();
    const left = beside.right + 10 + width < innerWidth ? beside.right + 10 : Math.max(4, beside.left - 10 - width);
    el.style.left = left + "px";
    el.style.top = Math.max(4, Math.min(innerHeight - height - 4, beside.top)) + "px";
  }

  function told(box) {
    tip(box.el.getBoundingClientRect(), box.name, box.id, box.notes);
  }

  // ---- search -----------------------------------------------------------------------------------------------
  const key = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  function search(next) {
    const asked = key($("query").value);
    if (!asked) {
      hits = [];
      hit = -1;
      $("hits").textContent = "";
      return light([]);
    }
    if (!next) {
      const found = here().all.filter((b) => [b.id, b.name, b.text].some((t) => key(t).includes(asked)));
      const exact = (b) => [b.id, b.name, b.text].some((t) => key(t) === asked);
      hits = [...found.filter(exact), ...found.filter((b) => !exact(b))].map((b) => b.id);
      hit = -1;
    }
    if (!hits.length) {
      light([]);
      const other = sheets.findIndex((s) => s.all.some((b) => [b.id, b.name, b.text].some((t) => key(t).includes(asked))));
      $("hits").textContent = other < 0 ? words.none : words.elsewhere.replace("{}", data.pages[other].label + " " + words.page.replace("{}", data.pages[other].nth));
      if (next && other >= 0) { turn(other); search(false); }
      return;
    }
    hit = (hit + 1) % hits.length;
    light([hits[hit]]);
    centre([hits[hit]]);
    $("hits").textContent = words.hits.replace("{}", hit + 1).replace("{}", hits.length);
  }

  $("query").addEventListener("input", () => search(false));
  $("find").addEventListener("submit", (e) => { e.preventDefault(); search(hits.length > 0 || $("hits").textContent !== ""); });

  // ---- pointer ----------------------------------------------------------------------------------------------
  const fingers = new Map();
  let went = 0;
  for (const { svg, boxes } of sheets) {
    svg.addEventListener("pointerdown", (e) => {
      if (e.button) return;
      fingers.set(e.pointerId, [e.clientX, e.clientY]);
      went = 0;
    });
    svg.addEventListener("pointermove", (e) => {
      const was = fingers.get(e.pointerId);
      if (!was) {
        const box = boxes.get(e.target.dataset.id || "");
        return box && e.target === box.el ? told(box) : tip();
      }
      const [ax, ay] = point(...was), [bx, by] = point(e.clientX, e.clientY);
      went += Math.hypot(e.clientX - was[0], e.clientY - was[1]);
      if (went > 3 && !svg.hasPointerCapture(e.pointerId)) svg.setPointerCapture(e.pointerId);
      const other = [...fingers].find(([id]) => id !== e.pointerId);
      fingers.set(e.pointerId, [e.clientX, e.clientY]);
      if (other) {
        const [ox, oy] = other[1];
        const gap = Math.hypot(was[0] - ox, was[1] - oy) || 1;
        return zoom(Math.hypot(e.clientX - ox, e.clientY - oy) / gap, ...point(ox, oy));
      }
      if (went > 3) {
        svg.classList.add("dragged");
        pan(ax - bx, ay - by);
      }
    });
    const up = (e) => {
      fingers.delete(e.pointerId);
      svg.classList.remove("dragged");
    };
    svg.addEventListener("pointerup", up);
    svg.addEventListener("pointercancel", up);
    svg.addEventListener("pointerleave", () => { if (!fingers.size) tip(); });
    svg.addEventListener("click", (e) => {
      if (went > 3) return;
      const box = boxes.get(e.target.dataset.id || "");
      light(box && e.target === box.el ? [box.id] : []);
    });
    svg.addEventListener("wheel", (e) => {
      e.preventDefault();
      zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : 0.0016)), ...point(e.clientX, e.clientY));
    }, { passive: false });
    svg.addEventListener("focusin", (e) => {
      const box = boxes.get(e.target.dataset.id || "");
      if (!box) return;
      for (const b of boxes.values()) b.el.setAttribute("tabindex", b === box ? "0" : "-1");
      if (e.target.matches(":focus-visible")) told(box);
    });
    svg.addEventListener("focusout", () => tip());
  }

  // ---- keys -------------------------------------------------------------------------------------------------
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // The nearest box that lies in this direction.
  function beside(box, [dx, dy]) {
    const middle = ({ at }) => [at.x + at.w / 2, at.y + at.h / 2];
    const [x, y] = middle(box);
    let best = null, least = Infinity;
    for (const b of here().all) {
      const [bx, by] = middle(b);
      const along = (bx - x) * dx + (by - y) * dy, across = Math.abs((bx - x) * dy) + Math.abs((by - y) * dx);
      if (b !== box && along > 1 && along + across * 3 < least) [best, least] = [b, along + across * 3];
    }
    return best;
  }

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const typing = e.target === $("query");
    if (e.key === "Escape") {
      if (!$("keys").hidden) help();
      light([]);
      tip();
      $("query").value = "";
      $("hits").textContent = "";
      if (typing) here().svg.focus();
      return;
    }
    if (typing) return;
    const box = here().boxes.get(e.target.dataset ? e.target.dataset.id || "" : "");
    const way = ARROWS[e.key];
    if (way && !$("side").contains(e.target)) {
      e.preventDefault();
      if (!box) return pan((way[0] * seen().w) / 12, (way[1] * seen().h) / 12);
      const next = beside(box, way);
      if (!next) return;
      const v = seen(), { x, y, w, h } = next.at;
      if (x < v.x || y < v.y || x + w > v.x + v.w || y + h > v.y + v.h) look({ ...v, x: x + w / 2 - v.w / 2, y: y + h / 2 - v.h / 2 });
      return next.el.focus({ preventScroll: true });
    }
    if (box && (e.key === "Enter" || e.key === " ")) {
      e.preventDefault();
      return light([box.id]);
    }
    const acts = {
      "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": () => look(null),
      "/": () => $("query").focus(), f: side, F: side, "?": help, "[": () => leaf(-1), "]": () => leaf(1),
    };
    const nth = "123456789".indexOf(e.key);
    const act = acts[e.key] || (nth >= 0 && shows[nth] ? () => show(shows[nth]) : null);
    if (act) {
      e.preventDefault();
      act();
    }
  });

  function help() {
    $("keys").hidden = !$("keys").hidden;
    $("help").setAttribute("aria-expanded", String(!$("keys").hidden));
  }

  $("in").addEventListener("click", () => zoom(1.25));
  $("out").addEventListener("click", () => zoom(0.8));
  $("fit").addEventListener("click", () => look(null));
  $("help").addEventListener("click", help);
  if ($("findings")) $("findings").addEventListener("click", side);

  // On paper every page is whole.
  addEventListener("beforeprint", () => {
    for (const { svg, page } of sheets) svg.setAttribute("viewBox", `0 0 ${page.w} ${page.h}`);
  });
  addEventListener("afterprint", () => look(view));

  turn(0);
})();
