"""The built-in signals: one file each, one line each in this registry; their order means nothing."""

from typing import Final

from eidgate.core.risk.case import Signal
from eidgate.core.risk.signals.app_integrity import app_integrity
from eidgate.core.risk.signals.assertion_verdict import assertion_verdict
from eidgate.core.risk.signals.assurance import assurance
from eidgate.core.risk.signals.call_forwarding import call_forwarding
from eidgate.core.risk.signals.clock import clock
from eidgate.core.risk.signals.consent import consent
from eidgate.core.risk.signals.degraded_sources import degraded_sources
from eidgate.core.risk.signals.device import device
from eidgate.core.risk.signals.document import document
from eidgate.core.risk.signals.drained_balance import drained_balance
from eidgate.core.risk.signals.first_large import first_large
from eidgate.core.risk.signals.listed import LISTED
from eidgate.core.risk.signals.listed_credits import listed_credits
from eidgate.core.risk.signals.many_payees import many_payees
from eidgate.core.risk.signals.new_payee import new_payee
from eidgate.core.risk.signals.number_recycled import number_recycled
from eidgate.core.risk.signals.open_holds import open_holds
from eidgate.core.risk.signals.open_reports import open_reports
from eidgate.core.risk.signals.overridden_warnings import overridden_warnings
from eidgate.core.risk.signals.own_account import own_account
from eidgate.core.risk.signals.passing_through import passing_through
from eidgate.core.risk.signals.payee_binding import payee_binding
from eidgate.core.risk.signals.payee_frauds import payee_frauds
from eidgate.core.risk.signals.payee_name import payee_name
from eidgate.core.risk.signals.payer_binding import payer_binding
from eidgate.core.risk.signals.payer_number import payer_number
from eidgate.core.risk.signals.remote_session import remote_session
from eidgate.core.risk.signals.replay import replay
from eidgate.core.risk.signals.required_forms import required_forms
from eidgate.core.risk.signals.shared_device import shared_device
from eidgate.core.risk.signals.sim_device import sim_device
from eidgate.core.risk.signals.sim_service import sim_service
from eidgate.core.risk.signals.sim_swap import sim_swap
from eidgate.core.risk.signals.split_amount import split_amount
from eidgate.core.risk.signals.subject import subject
from eidgate.core.risk.signals.tax_code import tax_code
from eidgate.core.risk.signals.unusual_hour import unusual_hour
from eidgate.core.risk.signals.unusual_place import unusual_place
from eidgate.core.risk.signals.velocity import velocity

SIGNALS: Final[tuple[Signal, ...]] = (
    assertion_verdict,
    replay,
    assurance,
    consent,
    payer_binding,
    subject,
    tax_code,
    own_account,
    required_forms,
    device,
    app_integrity,
    document,
    clock,
    sim_swap,
    sim_device,
    sim_service,
    payer_number,
    number_recycled,
    call_forwarding,
    payee_binding,
    payee_name,
    open_holds,
    open_reports,
    remote_session,
    degraded_sources,
    *LISTED,
    velocity,
    many_payees,
    new_payee,
    first_large,
    drained_balance,
    split_amount,
    passing_through,
    listed_credits,
    shared_device,
    unusual_hour,
    unusual_place,
    payee_frauds,
    overridden_warnings,
)
