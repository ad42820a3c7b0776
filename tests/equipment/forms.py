"""The forms of a page, read as a browser reads them and sent as a browser sends them, without one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from httpx import Client, Response


@dataclass
class Form:
    """One form: where it goes, the fields it would send as it stands, what its radios offer, its named buttons."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    radios: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def submit(self, client: Client, page: Response, **changed: str) -> Response:
        """Send it with some fields filled in; names are written with underscores for hyphens where needed."""
        target = page.url.join(self.action or str(page.url))
        sent = self.fields | changed
        if self.method == "get":
            return client.get(target, params=sent)
        return client.post(
            target, data=sent, headers={"origin": f"{page.url.scheme}://{page.url.netloc.decode()}"}
        )


def forms(page: Response) -> list[Form]:
    """Every form of a page, in order."""
    reader = _Reader()
    reader.feed(page.text)
    return reader.forms


def form_to(page: Response, ending: str) -> Form:
    """The form of the page whose action ends so."""
    for each in forms(page):
        if (each.action or page.url.path).split("?")[0].endswith(ending):
            return each
    raise AssertionError(f"no form to {ending} on {page.url}: {[form.action for form in forms(page)]}")


class _Reader(HTMLParser):
    """Collects forms, and fields that name their form by ``form=``."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._ids: dict[str, Form] = {}
        self._inside: Form | None = None
        self._textarea: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = Form(facts.get("action", ""), facts.get("method", "get").lower())
            self.forms.append(self._inside)
            self._ids[facts.get("id", "")] = self._inside
            return
        form = self._ids.get(facts["form"]) if "form" in facts else self._inside
        if form is not None:
            self._field(form, tag, facts)

    def _field(self, form: Form, tag: str, facts: dict[str, str]) -> None:
        name, kind = facts.get("name", ""), facts.get("type", "text")
        if tag == "button" and name:
            form.buttons.append((name, facts.get("value", "")))
        elif tag == "textarea":
            self._textarea = name
            form.fields[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in facts or self._select not in form.fields):
            form.fields[self._select] = facts.get("value", "")
        elif tag == "input" and name and kind == "radio":
            form.radios.setdefault(name, []).append(facts.get("value", ""))
            if "checked" in facts:
                form.fields[name] = facts.get("value", "")
        elif tag == "input" and name and (kind != "checkbox" or "checked" in facts):
            form.fields[name] = facts.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._textarea is not None and self._inside is not None:
            self._inside.fields[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "textarea":
            if self._inside is not None and self._textarea:
                # A browser drops the one line break after the opening tag.
                text = self._inside.fields[self._textarea]
                self._inside.fields[self._textarea] = text.removeprefix("\n")
            self._textarea = None
        elif tag == "select":
            self._select = None


def texts(page: Response) -> str:
    """What a reader sees of a page, on one line."""
    return " ".join(_Texts.of(page.text))


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def of(cls, html: str) -> Iterator[str]:
        reader = cls()
        reader.feed(html)
        return (word for text in reader.found for word in text.split())

    def handle_data(self, data: str) -> None:
        self.found.append(data)
