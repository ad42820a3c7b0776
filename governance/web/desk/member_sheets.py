"""Members as tables at the desk: admitted from CSV or TOML, whole or not at all, and saved as either."""

from collections.abc import Callable, Iterable, Mapping

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.files.member_sheets import write_members, write_members_csv
from governance.files.members import Member, parse_members, parse_members_csv
from governance.founding import export_members, import_members
from governance.refusal import Refusal
from governance.web.desk.pages import desk_page, say_errors, see, zone_of
from governance.web.desk.visits import AnyRequest, Visit
from governance.web.service import service_of
from governance.web.statuses import status_of

SHEETS: Mapping[str, tuple[str, Callable[[Iterable[Member]], str]]] = {
    "members.csv": ("text/csv; charset=utf-8", write_members_csv),
    "members.toml": ("application/toml; charset=utf-8", write_members),
}

BYTE_ORDER_MARK = "\ufeff"
"""It tells spreadsheets that a file is UTF-8; whoever reads one here drops it."""


@get("/members-import", sync_to_thread=True)
def show_import(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """The form that takes a table."""
    return _page(request, visit)


@post("/members-import", sync_to_thread=True)
def take_import(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Admit every member of the table whose code is new; a fault anywhere admits nobody."""
    service = service_of(request)
    text = visit.form.get("sheet", "").removeprefix(BYTE_ORDER_MARK).strip()
    try:
        if not text:
            raise Refusal("sheet-missing")
        added = import_members(service, _parse(text + "\n"), now=service.now())
        if not added:
            raise Refusal("sheet-known")
    except Refusal as refusal:
        return _page(request, visit, errors={"sheet": refusal})
    return see("/desk/members", done="imported")


@get("/members-export/{name:str}", sync_to_thread=True)
def send_export(request: AnyRequest, visit: NamedDependency[Visit], name: FromPath[str]) -> Response[bytes]:
    """The members as a file; ``page-unknown`` for another name."""
    if name not in SHEETS:
        raise Refusal("page-unknown")
    media_type, write = SHEETS[name]
    service = service_of(request)
    text = write(export_members(service, now=service.now()))
    body = (BYTE_ORDER_MARK if name.endswith(".csv") else "") + text
    return Response(
        body.encode(),
        media_type=media_type,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _parse(text: str) -> tuple[Member, ...]:
    """TOML where it begins like the file of members, else CSV."""
    if text.startswith(("schema", "#", "[")):
        return parse_members(text, source="TOML")
    return parse_members_csv(text, source="CSV")


def _page(request: AnyRequest, visit: Visit, *, errors: dict[str, Refusal] | None = None) -> Response[bytes]:
    return desk_page(
        request,
        visit,
        "member_sheet.html",
        status=status_of(next(iter(errors.values())).code) if errors else 200,
        sheet=visit.form.get("sheet", ""),
        errors=say_errors(errors or {}, zone_of(request)),
    )
