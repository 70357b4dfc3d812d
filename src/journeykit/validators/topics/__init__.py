"""The rules that come with journeykit, one module a topic or part of one.

Each module is an entry point of the group `journeykit.validators`, as those of
other distributions are.
"""
