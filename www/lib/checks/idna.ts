/**
 * The platform's IDNA (UTS #46 `ToASCII`) through its URL parser; `null` where it refuses.
 *
 * The core has taken out beforehand whatever an URL would read as something else, and judges the answer itself.
 */
export function toAsciiDomain(domain: string): string | null {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
}
