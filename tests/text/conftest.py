"""Property tests here may run on a busy machine: no time limit a case."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
