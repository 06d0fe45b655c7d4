"""Rules about appraisal: weights, time scales, measures, standards, reviews and raters."""
