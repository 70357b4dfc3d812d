"""Statistics of drop-off: small pure functions on counts and durations.

Each has its formula, its source and an example. Shares are 0 to 1, times are in
the unit they come in, and what the data do not tell is None, never a made-up number.
"""

from journeykit.analyzers.stats.change import RateChange, SegmentPart, decompose_change
from journeykit.analyzers.stats.checks import MIN_TRIALS, too_few
from journeykit.analyzers.stats.control import (
    ControlLimits,
    control_limits,
    estimate_trend_test,
    rate_trend_test,
)
from journeykit.analyzers.stats.curves import (
    log_rank,
    restricted_mean_difference,
    survival_difference,
)
from journeykit.analyzers.stats.distance import jensen_shannon
from journeykit.analyzers.stats.estimates import compare_estimates
from journeykit.analyzers.stats.exceeding import exceeds_test
from journeykit.analyzers.stats.importance import (
    MOST_EXACT,
    Importance,
    ImportanceMethod,
    relative_importance,
)
from journeykit.analyzers.stats.incidence import IncidenceCurve, aalen_johansen
from journeykit.analyzers.stats.intervals import (
    clopper_pearson_interval,
    jeffreys_interval,
    mean_interval,
    newcombe_interval,
    quantile,
    wilson_interval,
)
from journeykit.analyzers.stats.many import benjamini_hochberg, holm
from journeykit.analyzers.stats.markov import (
    AbsorbingChain,
    RemovalEffect,
    absorbing_chain,
    removal_effects,
)
from journeykit.analyzers.stats.means import compare_means, compare_with
from journeykit.analyzers.stats.odds import (
    HALDANE_ANSCOMBE,
    CommonOddsRatio,
    mantel_haenszel,
    odds_ratio,
)
from journeykit.analyzers.stats.power import (
    detectable_difference,
    detectable_mean_difference,
    detectable_rate_difference,
    mean_sample_size,
    rate_sample_size,
)
from journeykit.analyzers.stats.promoters import (
    compare_net_promoters,
    net_promoter_interval,
    net_promoter_variance,
)
from journeykit.analyzers.stats.rates import compare_rates, fisher_test, two_proportion_test
from journeykit.analyzers.stats.survival import SurvivalCurve, kaplan_meier
from journeykit.analyzers.stats.tables import chi_square_test, g_test
from journeykit.analyzers.stats.verdicts import (
    Comparison,
    Estimate,
    SignificanceMethod,
    SignificanceTest,
)

__all__ = [
    "HALDANE_ANSCOMBE",
    "MIN_TRIALS",
    "MOST_EXACT",
    "AbsorbingChain",
    "CommonOddsRatio",
    "Comparison",
    "ControlLimits",
    "Estimate",
    "Importance",
    "ImportanceMethod",
    "IncidenceCurve",
    "RateChange",
    "RemovalEffect",
    "SegmentPart",
    "SignificanceMethod",
    "SignificanceTest",
    "SurvivalCurve",
    "aalen_johansen",
    "absorbing_chain",
    "benjamini_hochberg",
    "chi_square_test",
    "clopper_pearson_interval",
    "compare_estimates",
    "compare_means",
    "compare_net_promoters",
    "compare_rates",
    "compare_with",
    "control_limits",
    "decompose_change",
    "detectable_difference",
    "detectable_mean_difference",
    "detectable_rate_difference",
    "estimate_trend_test",
    "exceeds_test",
    "fisher_test",
    "g_test",
    "holm",
    "jeffreys_interval",
    "jensen_shannon",
    "kaplan_meier",
    "log_rank",
    "mantel_haenszel",
    "mean_interval",
    "mean_sample_size",
    "net_promoter_interval",
    "net_promoter_variance",
    "newcombe_interval",
    "odds_ratio",
    "quantile",
    "rate_sample_size",
    "rate_trend_test",
    "relative_importance",
    "removal_effects",
    "restricted_mean_difference",
    "survival_difference",
    "too_few",
    "two_proportion_test",
    "wilson_interval",
]
