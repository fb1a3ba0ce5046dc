import type { Locale } from '../../lib/messages/locale.js';

/** See pseudo.mjs. */
export function accented(locale: Locale): Locale;
/** See pseudo.mjs. */
export function mirrored(locale: Locale): Locale;
