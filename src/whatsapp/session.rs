//! The 24 hours in which a person who wrote may be answered in free text.

/// Meta, "Customer service windows": 24 hours from the person's last message.
pub const WINDOW_MS: f64 = 24.0 * 3_600_000.0;
/// What is left when a composer should say so: an hour.
pub const CLOSING_MS: f64 = 3_600_000.0;

/// How the window stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Free text may be sent.
    Open,
    /// It may, and not for long: less than an hour.
    Closing,
    /// Only a template may be sent.
    Expired,
}

/// The window of one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SessionWindow {
    /// When it closes or closed, in milliseconds since 1970 UTC.
    pub closes_at_ms: f64,
    /// What is left; 0 when it is closed.
    pub remaining_ms: f64,
    /// What has passed since; 0 while it is open.
    pub overdue_ms: f64,
    /// How it stands.
    pub state: SessionState,
}

/// The window that a message of `last_inbound_ms` opened, seen at `now_ms`; both in milliseconds since 1970 UTC.
///
/// At the 24th hour sharp it is closed. A message from the future (clocks differ) opens it as if it had just come.
///
/// ```
/// use presend::whatsapp::{session_window, SessionState};
///
/// let hour = 3_600_000.0;
/// assert_eq!(session_window(0.0, 22.0 * hour).state, SessionState::Open);
/// assert_eq!(session_window(0.0, 23.5 * hour).state, SessionState::Closing);
/// assert_eq!(session_window(0.0, 24.0 * hour).state, SessionState::Expired);
/// ```
pub fn session_window(last_inbound_ms: f64, now_ms: f64) -> SessionWindow {
    let closes_at_ms = last_inbound_ms.min(now_ms) + WINDOW_MS;
    let left = closes_at_ms - now_ms;
    let state = if left >= CLOSING_MS {
        SessionState::Open
    } else if left > 0.0 {
        SessionState::Closing
    } else {
        SessionState::Expired
    };
    SessionWindow { closes_at_ms, remaining_ms: left.max(0.0), overdue_ms: (-left).max(0.0), state }
}
