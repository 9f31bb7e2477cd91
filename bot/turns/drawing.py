"""Draws what is sent as a picture, at delivery, in the words of its language."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from bot.dialogue.outgoing import Drawing, NearbyMap
from bot.dialogue.replies import pictures
from services_directory.directory import Directory
from services_directory.errors import UnknownService
from services_directory.model import Service


def drawing_from(directory: Directory) -> Callable[[Drawing], bytes]:
    """Draws a PNG; safe to call in threads, one picture at a time: it leaves a core to those who write."""
    lock = Lock()

    def draw(drawing: Drawing) -> bytes:
        with lock:
            return _near(directory, drawing)

    return draw


def _near(directory: Directory, drawing: NearbyMap) -> bytes:
    from services_directory.pictures.near_map import draw_near_map  # noqa: PLC0415  a second, and only where one draws

    services = [_service(directory, each) for each in drawing.services]
    words = pictures.map_words(drawing.language)
    return draw_near_map(directory, directory.district(drawing.district), services, words)


def _service(directory: Directory, id: str) -> Service | None:
    """None for one that left the directory while the picture waited: the others keep their numbers."""
    try:
        return directory.service(id)
    except UnknownService:
        return None
