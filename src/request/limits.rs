//! What stops any request, whatever its body: key, subscription, counters, windows.

use alloc::string::String;

use super::account::{Account, Certainty};
use super::check::RequestCheck;
use super::context::{Part, Period};
use super::place::Place;
use super::profile::{AccountRule, Rule};
use super::report::Report;
use crate::issue::Kind;
use crate::json::Value;

/// Counters that other senders change prove nothing for certain.
fn certainty(shared: bool) -> Certainty {
    if shared { Certainty::Likely } else { Certainty::Sure }
}

/// Checks what needs no field of the body, but for a saved template's scope.
pub(super) fn check_account(account: &Account<'_>, root: Value<'_>, check: &RequestCheck<'_>, report: &mut Report<'_>) {
    let limits = Limits { account, check };
    limits.key(root, report);
    limits.subscription(report);
    if account.operation.sends {
        limits.usage(report);
    }
    limits.resources(report);
    limits.rate(report);
}

struct Limits<'a, 'c> {
    account: &'a Account<'c>,
    check: &'a RequestCheck<'a>,
}

impl Limits<'_, '_> {
    fn find(&self, kind: Kind, rule: AccountRule, part: Part, certainty: Certainty, report: &mut Report<'_>) {
        self.find_as_of(kind, self.account.profile.rule(rule), self.account.context.date(part), certainty, report);
    }

    fn find_as_of(
        &self,
        kind: Kind,
        rule: Option<Rule>,
        as_of: Option<f64>,
        certainty: Certainty,
        report: &mut Report<'_>,
    ) {
        if let Some(rule) = rule {
            self.account.find(kind, rule, as_of, certainty, self.check, &Place::ROOT, None, report);
        }
    }

    /// True once `at` has come; `None` where there is no clock.
    fn is_past(&self, at: Option<f64>) -> Option<bool> {
        let Some(at) = at else { return Some(false) };
        Some(self.check.now_ms? >= at)
    }

    fn key(&self, root: Value<'_>, report: &mut Report<'_>) {
        let Account { context, profile, operation, .. } = self.account;
        let Some(key) = &context.api_key else { return report.not_checked(Part::ApiKey) };
        if key.platform.is_none() && key.scopes.is_none() && key.expires_at.is_none() && key.ip_allow_list.is_none() {
            return report.not_checked(Part::ApiKey);
        }
        if key.platform.as_ref().is_some_and(|platform| *platform != profile.name) {
            self.find(Kind::AnsweredInvalidApiKey, AccountRule::Authorization, Part::ApiKey, Certainty::Sure, report);
        }
        match self.is_past(key.expires_at) {
            Some(true) => {
                self.find(Kind::AnsweredApiKeyExpired, AccountRule::KeyExpiry, Part::ApiKey, Certainty::Sure, report)
            }
            Some(false) => {}
            None => report.not_checked(Part::ApiKey),
        }
        if let (Some(scope), Some(held)) = (&operation.scope, &key.scopes) {
            let holds = |wanted: &[String]| wanted.iter().any(|scope| held.contains(scope));
            let with_template = self.account.names_template(root) && holds(&scope.with_template);
            if !holds(&scope.any_of) && !with_template {
                let as_of = context.date(Part::ApiKey);
                self.find_as_of(Kind::AnsweredInsufficientScope, Some(scope.rule), as_of, Certainty::Sure, report);
            }
        }
        if let Some(list) = &key.ip_allow_list {
            match &context.ip_address {
                None => report.not_checked(Part::IpAddress),
                Some(address) => match is_allowed(address, list) {
                    Some(true) => {}
                    sure => {
                        let certainty = if sure.is_some() { Certainty::Sure } else { Certainty::Likely };
                        let rule = AccountRule::IpAllowList;
                        self.find(Kind::AnsweredIpNotWhitelisted, rule, Part::ApiKey, certainty, report);
                    }
                },
            }
        }
    }

    fn subscription(&self, report: &mut Report<'_>) {
        let Some(subscription) = &self.account.context.subscription else {
            return report.not_checked(Part::Subscription);
        };
        if subscription.status.is_none() && subscription.expires_at.is_none() {
            return report.not_checked(Part::Subscription);
        }
        let kind = match subscription.status.as_deref() {
            Some("suspended") => Kind::AnsweredAccountSuspended,
            Some("expired" | "cancelled") => Kind::AnsweredAccountExpired,
            _ => match self.is_past(subscription.expires_at) {
                Some(true) => Kind::AnsweredAccountExpired,
                Some(false) => return,
                None => return report.not_checked(Part::Subscription),
            },
        };
        self.find(kind, AccountRule::Subscription, Part::Subscription, Certainty::Sure, report);
    }

    fn usage(&self, report: &mut Report<'_>) {
        let Some(usage) = &self.account.context.usage else { return report.not_checked(Part::Usage) };
        let kinds = [
            (Kind::AnsweredQuotaExceeded, AccountRule::Quota),
            (Kind::AnsweredDailyLimitReached, AccountRule::DailyLimit),
            (Kind::AnsweredHourlyLimitReached, AccountRule::HourlyLimit),
        ];
        if !usage.periods.iter().any(|period| period.limit.is_some() && period.used.is_some()) {
            return report.not_checked(Part::Usage);
        }
        for (Period { limit, used, ends_at }, (kind, rule)) in usage.periods.into_iter().zip(kinds) {
            let (Some(limit), Some(used)) = (limit, used) else { continue };
            match self.is_past(ends_at) {
                // What was used was used before the counter began anew.
                Some(true) | None => report.not_checked(Part::Usage),
                Some(false) if used + f64::from(self.account.recipients) > limit => {
                    self.find(kind, rule, Part::Usage, certainty(usage.shared), report);
                }
                Some(false) => {}
            }
        }
    }

    fn resources(&self, report: &mut Report<'_>) {
        let Account { context, operation, .. } = self.account;
        let Some((name, rule)) = &operation.creates else { return };
        let known = context.resources.as_ref().and_then(|all| all.iter().find(|one| one.name == *name));
        let Some(known) = known else { return report.not_checked(Part::Resources) };
        let count = known.count.or_else(|| known.ids.as_ref().map(|ids| ids.len() as f64));
        match (count, known.limit) {
            (Some(count), Some(limit)) if count + 1.0 > limit => {
                let as_of = context.date(Part::Resources);
                let certainty = certainty(known.shared);
                self.find_as_of(Kind::AnsweredResourceLimitReached, Some(*rule), as_of, certainty, report);
            }
            (Some(_), Some(_)) => {}
            _ => report.not_checked(Part::Resources),
        }
    }

    fn rate(&self, report: &mut Report<'_>) {
        let Account { context, operation, .. } = self.account;
        let known =
            context.rate_limits.as_ref().and_then(|all| all.iter().find(|one| one.group == operation.rate_group));
        let Some((known, remaining)) = known.and_then(|known| Some((known, known.remaining?))) else {
            return report.not_checked(Part::RateLimits);
        };
        if remaining >= 1.0 {
            return;
        }
        match (known.resets_at, self.check.now_ms) {
            (Some(resets_at), Some(now)) if now < resets_at => {
                let rule = self.account.profile.rule(AccountRule::RateLimit);
                let certainty = certainty(known.shared);
                self.find_as_of(Kind::AnsweredRateLimitExceeded, rule, known.as_of, certainty, report);
            }
            (Some(_), Some(_)) => {}
            _ => report.not_checked(Part::RateLimits),
        }
    }
}

/// Whether `address` is in `list` of addresses and IPv4 blocks (RFC 4632); `None` where an entry cannot be judged.
fn is_allowed(address: &str, list: &[String]) -> Option<bool> {
    let own = ipv4(address);
    let mut sure = true;
    for entry in list {
        if entry.eq_ignore_ascii_case(address) {
            return Some(true);
        }
        let (network, bits) = entry.split_once('/').map_or((entry.as_str(), Some(32)), |(network, bits)| {
            (network, super::read_profile::whole(bits).filter(|bits| *bits <= 32 && !network.is_empty()))
        });
        match (own, ipv4(network), bits) {
            (Some(own), Some(network), Some(bits)) => {
                let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
                if own & mask == network & mask {
                    return Some(true);
                }
            }
            _ => sure = false,
        }
    }
    sure.then_some(false)
}

fn ipv4(text: &str) -> Option<u32> {
    let mut address = 0u32;
    let mut parts = 0;
    for part in text.split('.') {
        let number = super::read_profile::whole(part).filter(|number| *number < 256 && !part.is_empty())?;
        address = address << 8 | number;
        parts += 1;
    }
    (parts == 4).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn addresses_and_blocks() {
        let list = |entries: &[&str]| entries.iter().map(|entry| entry.to_string()).collect::<Vec<_>>();
        assert_eq!(is_allowed("203.0.113.7", &list(&["203.0.113.7"])), Some(true));
        assert_eq!(is_allowed("203.0.113.7", &list(&["203.0.113.0/24"])), Some(true));
        assert_eq!(is_allowed("203.0.114.7", &list(&["203.0.113.0/24"])), Some(false));
        assert_eq!(is_allowed("203.0.114.7", &list(&["0.0.0.0/0"])), Some(true));
        assert_eq!(is_allowed("203.0.114.7", &list(&["203.0.113.0/33"])), None);
        assert_eq!(is_allowed("2001:DB8::1", &list(&["2001:db8::1"])), Some(true));
        assert_eq!(is_allowed("2001:db8::1", &list(&["2001:db8::/32"])), None);
        assert_eq!(is_allowed("203.0.113.7", &[]), Some(false));
    }
}
