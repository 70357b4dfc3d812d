"""Help for testing code that works on journeys.

`strategies` holds Hypothesis strategies for every type of the model; it needs
the package hypothesis, which journeykit itself does not bring.
"""
