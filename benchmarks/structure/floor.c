/* The five structural checks as a C programmer would write them: one pass over the lines, lists of superiors in one
   array, strongly connected sets by Tarjan's algorithm without recursion, chains by walking up to the first unit that
   is settled. Time and memory are linear in units and lines. */

#include <stdint.h>
#include <stdlib.h>

enum { NAMED = 1, LEADS = 2, SEVERAL = 4 };   /* stands below a line; above a valid one; two distinct superiors */
enum { UNSEEN = -1, CUT = -2, WALKED = -3 };  /* depths that are none */

static int64_t circling(int32_t n, const int32_t *start, const int32_t *above, int32_t *next, int32_t *number,
                        int32_t *least, int32_t *path, int32_t *held)
{
    int64_t found = 0;
    int32_t seen = 0, holds = 0;
    for (int32_t from = 0; from < n; from++) {
        int32_t deep = 0;
        if (number[from])
            continue;
        path[deep++] = held[holds++] = from;
        number[from] = least[from] = ++seen;
        while (deep) {
            int32_t v = path[deep - 1];
            if (next[v] < start[v + 1]) {
                int32_t w = above[next[v]++];
                if (!number[w]) {
                    path[deep++] = held[holds++] = w;
                    number[w] = least[w] = ++seen;
                } else if (number[w] < least[v]) {
                    least[v] = number[w];
                }
                continue;
            }
            deep--;
            if (deep && least[v] < least[path[deep - 1]])
                least[path[deep - 1]] = least[v];
            if (least[v] == number[v]) {
                int32_t w, size = 0;
                do {
                    w = held[--holds];
                    number[w] = INT32_MAX; /* settled: less than nobody's */
                    size++;
                } while (w != v);
                if (size > 1)
                    found += size;
            }
        }
    }
    return found;
}

static void chains(int32_t n, const int32_t *first, const uint8_t *is, int32_t *depth, int32_t *path,
                   int64_t *cut, int64_t *total)
{
    for (int32_t i = 0; i < n; i++)
        depth[i] = UNSEEN;
    for (int32_t i = 0; i < n; i++) {
        int32_t deep = 0, v = i, d;
        while (depth[v] == UNSEEN && first[v] >= 0) {
            depth[v] = WALKED;
            path[deep++] = v;
            v = first[v];
        }
        if (depth[v] == UNSEEN)
            depth[v] = (is[v] & (NAMED | LEADS)) == LEADS ? 0 : CUT;
        d = depth[v] >= 0 ? depth[v] : CUT; /* walked in this walk: a cycle */
        while (deep)
            depth[path[--deep]] = d < 0 ? CUT : ++d;
    }
    for (int32_t i = 0; i < n; i++) {
        if (depth[i] < 0)
            ++*cut;
        else
            *total += depth[i];
    }
}

/* dangling, itself, circling, several, cut, depth; not 0 where memory is out */
int answer(int32_t n, int64_t m, const int32_t *low, const int32_t *high, int64_t *numbers)
{
    size_t units = (size_t)n + 1;
    int32_t *first = malloc(units * sizeof *first), *start = calloc(units, sizeof *start);
    int32_t *next = malloc(units * sizeof *next), *above = malloc((size_t)(m + 1) * sizeof *above);
    int32_t *number = calloc(units, sizeof *number), *least = malloc(units * sizeof *least);
    int32_t *path = malloc(units * sizeof *path), *held = malloc(units * sizeof *held);
    uint8_t *is = calloc(units, 1);
    int full = first && start && next && above && number && least && path && held && is;
    if (full) {
        for (int32_t i = 0; i < n; i++)
            first[i] = -1;
        for (int64_t j = 0; j < m; j++) {
            int32_t l = low[j], h = high[j];
            is[l] |= NAMED;
            if (h < 0) {
                numbers[0]++;
            } else if (h == l) {
                numbers[1]++;
            } else {
                is[h] |= LEADS;
                start[l + 1]++;
                if (first[l] < 0)
                    first[l] = h;
                else if (first[l] != h)
                    is[l] |= SEVERAL;
            }
        }
        for (int32_t i = 0; i < n; i++) {
            start[i + 1] += start[i];
            next[i] = start[i];
            numbers[3] += (is[i] & SEVERAL) != 0;
        }
        for (int64_t j = 0; j < m; j++)
            if (high[j] >= 0 && high[j] != low[j])
                above[next[low[j]]++] = high[j];
        for (int32_t i = 0; i < n; i++)
            next[i] = start[i];
        numbers[2] = circling(n, start, above, next, number, least, path, held);
        chains(n, first, is, least, path, &numbers[4], &numbers[5]);
    }
    free(first), free(start), free(next), free(above), free(number), free(least), free(path), free(held), free(is);
    return !full;
}
