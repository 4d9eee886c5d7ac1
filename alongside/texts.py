"""The bot's sentences: Fluent files, one folder a language, English where a language lacks one."""

from collections.abc import Iterable, Mapping

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Resource

FALLBACK = "en"


class Texts:
    """All sentences, in all languages that there are."""

    def __init__(self, files: Mapping[str, Iterable[Resource]]) -> None:
        """Take the files of each language. Raises ValueError where there are none in English."""
        if FALLBACK not in files:
            raise ValueError("the English texts are missing")
        self._bundles = {language: _bundle(language, resources) for language, resources in files.items()}

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that there are texts in."""
        return tuple(sorted(self._bundles))

    def language_of(self, locale: str) -> str:
        """Return the language to speak for a client's locale such as "en-GB"."""
        language = locale.partition("-")[0].lower()
        return language if language in self._bundles else FALLBACK

    def speaker(self, locale: str) -> "Speaker":
        """Return who speaks to a client with this locale."""
        language = self.language_of(locale)
        bundles = [self._bundles[language]]
        if language != FALLBACK:
            bundles.append(self._bundles[FALLBACK])
        return Speaker(language, bundles)


class Speaker:
    """Says things in one language."""

    def __init__(self, language: str, bundles: list[FluentBundle]) -> None:
        self.language = language
        self._bundles = bundles

    def __call__(self, text_id: str, /, **args: str | int) -> str:
        """Return a text. Raises KeyError for one that is in no language, ValueError for missing arguments."""
        for bundle in self._bundles:
            pattern = bundle.get_message(text_id).value if bundle.has_message(text_id) else None
            if pattern is not None:
                text, errors = bundle.format_pattern(pattern, args)
                if errors:
                    raise ValueError(f"text {text_id}: {errors[0]}")
                return str(text)
        raise KeyError(text_id)


def read_fluent(source: str) -> Resource:
    """Return what a Fluent file says. Raises ValueError that quotes what cannot be read."""
    resource = FluentResource(source)
    for entry in resource.body:
        if isinstance(entry, Junk):
            raise ValueError(f"cannot read {str(entry.content).strip().splitlines()[0]!r}")
    return resource


def _bundle(language: str, resources: Iterable[Resource]) -> FluentBundle:
    # Isolation marks are invisible characters that would count against Discord's limits.
    bundle = FluentBundle([language], use_isolating=False)
    for resource in resources:
        bundle.add_resource(resource)
    return bundle
