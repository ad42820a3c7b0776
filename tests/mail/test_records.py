"""What a domain says about letters in its name, and whether a receiver believed one."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from governance.mail.records import check_arrived, check_dkim, check_dmarc, check_spf
from governance.refusal import Refusal

SENDER = "vote@example.org"


def rsa_key(bits: int) -> str:
    """The public part of a new key, as a record holds it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits).public_key()
    return base64.b64encode(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def ed25519_key() -> str:
    """The same of the newer kind, whose record holds the bare key."""
    key = ed25519.Ed25519PrivateKey.generate().public_key()
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


@pytest.mark.parametrize(
    "record",
    [
        "v=spf1 mx -all",
        '"v=spf1 ip4:192.0.2.0/24 include:_spf.example.net ~all"',
        "v=spf1 a:mail.example.org ?all",
        "V=SPF1 redirect=_spf.example.net",
    ],
)
def test_a_sound_spf_record_passes(record: str) -> None:
    """Somebody may send, others are told apart; quotes and capitals do not matter."""
    check_spf(record)


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("", "spf-malformed"),
        ("mx -all", "spf-malformed"),
        ("v=spf1 mx; -all", "spf-malformed"),
        ("v=spf2 mx -all", "spf-malformed"),
        ("v=spf1 mx +all", "spf-lets-everybody"),
        ("v=spf1 mx all", "spf-lets-everybody"),
        ("v=spf1 -all", "spf-lets-nobody"),
        ("v=spf1 mx", "spf-open-end"),
        (
            "v=spf1 " + " ".join(f"include:n{n}.example.net" for n in range(11)) + " -all",
            "spf-too-many-lookups",
        ),
    ],
)
def test_an_spf_record_that_protects_nobody_is_named(record: str, code: str) -> None:
    """Each fault by its code."""
    with pytest.raises(Refusal) as refused:
        check_spf(record)
    assert refused.value.code == code


def test_a_sound_dkim_key_passes() -> None:
    """RSA of 2048 bits, and Ed25519, with and without a version."""
    check_dkim(f"v=DKIM1; k=rsa; p={rsa_key(2048)}")
    check_dkim(f"k=ed25519; p={ed25519_key()}")


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("v=DKIM1; k=rsa; p=", "dkim-revoked"),
        ("v=DKIM1; k=rsa", "dkim-malformed"),
        ("v=DKIM2; p=QUJD", "dkim-malformed"),
        ("v=DKIM1; p=not base64!", "dkim-malformed"),
        ("v=DKIM1; k=ed25519; p=QUJD", "dkim-malformed"),
        (f"v=DKIM1; k=rsa; p={rsa_key(1024)}", "dkim-short"),
        (f"v=DKIM1; k=rsa; p={ed25519_key()}", "dkim-malformed"),
    ],
    ids=range(7),
)
def test_a_dkim_key_that_is_none_is_named(record: str, code: str) -> None:
    """Revoked, short, of another kind, or no key at all."""
    with pytest.raises(Refusal) as refused:
        check_dkim(record)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("v=DMARC1; p=reject; rua=mailto:dmarc@example.org", None),
        ('"v=DMARC1; p=quarantine; adkim=s"', None),
        ("v=DMARC1; p=none", "dmarc-only-watches"),
        ("v=DMARC1", "dmarc-malformed"),
        ("p=reject; v=DMARC1", "dmarc-malformed"),
        ("v=DMARC1; p=perhaps", "dmarc-malformed"),
    ],
)
def test_a_dmarc_record_is_judged_by_what_it_asks_for(record: str, code: str | None) -> None:
    """Only a policy that receivers follow keeps forged letters out."""
    if code is None:
        check_dmarc(record)
        return
    with pytest.raises(Refusal) as refused:
        check_dmarc(record)
    assert refused.value.code == code


def arrived(results: str, *, sender: str = SENDER) -> bytes:
    """A letter as it lies in a mailbox, with what the servers on its way wrote on top."""
    return f"{results}From: Maroc Cluster <{sender}>\r\nSubject: Essai\r\n\r\nEssai\r\n".encode()


BELIEVED = (
    "Authentication-Results: mx.example.net (a comment: spf=fail); spf=pass smtp.mailfrom=example.org;\r\n"
    "\tdkim=pass header.d=example.org; dmarc=pass (p=REJECT) header.from=example.org\r\n"
)


def test_a_letter_that_was_believed_passes() -> None:
    """SPF, DKIM and DMARC passed at the server next to the mailbox; comments, and servers further off, do not count."""
    check_arrived(arrived(BELIEVED + "Authentication-Results: relay.example; spf=fail\r\n"), sender=SENDER)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (arrived(BELIEVED, sender="other@example.org"), "letter-of-another"),
        (arrived(""), "results-absent"),
        (arrived(BELIEVED.replace("dkim=pass", "dkim=fail")), "letter-not-believed"),
        (arrived(BELIEVED.replace("dmarc=pass", "x-dmarc=pass")), "letter-not-believed"),
        (arrived("Authentication-Results: mx.example.net; none\r\n" + BELIEVED), "letter-not-believed"),
        (b"", "letter-of-another"),
    ],
)
def test_a_letter_that_was_not_believed_is_named(raw: bytes, code: str) -> None:
    """Which of the three did not pass, or that nobody said anything."""
    with pytest.raises(Refusal) as refused:
        check_arrived(raw, sender=SENDER)
    assert refused.value.code == code
