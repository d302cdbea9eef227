"""Properties are about results, and a busy machine may take its time over them."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
