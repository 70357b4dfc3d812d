"""A rule of one's own: a pain that makes customers leave needs an initiative with a date."""

from collections.abc import Iterator
from datetime import date

import journeykit as jk
from journeykit.validators import Context, Problem


@jk.rule(code="SH101", on=jk.PainPoint, topic="house-style")
def abandonment_without_date(
    pain: jk.PainPoint, context: Context, *, months: int = 6
) -> Iterator[Problem]:
    """A pain that makes customers leave has no initiative that is due soon.

    Why:
        Every month in which it stays costs the customers who leave in it.

    Options:
        months: how far away the date may be.

    Bad:
        phases:
          - name: Pay
            touchpoints:
              - name: Apply for leasing
                pain_points:
                  - text: The form loses the upload
                    severity: abandonment

    Good:
        phases:
          - name: Pay
            touchpoints:
              - name: Apply for leasing
                pain_points:
                  - text: The form loses the upload
                    severity: workaround

    Source:
        House style, section 2.
    """
    if pain.severity != "abandonment":
        return
    answers = {o.id for o in context.journey.opportunities if pain.id in o.pain_points}
    dates = [i.due for i in context.journey.initiatives if answers & {*i.opportunities} and i.due]
    if not any((due - context.today).days <= months * 30.5 for due in dates):
        yield Problem(
            f"it makes customers leave, and nothing is due within {months} months",
            hint="give it an opportunity, and that an initiative with a date",
        )


# A day is given, so that this prints the same on every day.
report = jk.validate(
    jk.example("software-onboarding"),
    rules=[abandonment_without_date],
    select="SH101",
    today=date(2026, 12, 1),
)
for finding in report:
    print(f"{finding.location.path}\n  {finding.message}\n  hint: {finding.hint}")
print(report.summary())
