/** The last domains asked about, with their answers: a `URL` costs ten times as much as the check around it. */
const answers = new Map<string, string | null>();
/** Domains kept, for as long as the page is open: of a list's they are nearly always the same few. No local-part is. */
const MAX_KEPT = 64;

/**
 * The platform's IDNA (UTS #46 `ToASCII`) through its URL parser; `null` where it refuses.
 *
 * The core has taken out beforehand whatever an URL would read as something else, and judges the answer itself.
 */
export function toAsciiDomain(domain: string): string | null {
  let answer = answers.get(domain);
  if (answer === undefined) {
    answer = asked(domain);
    if (answers.size >= MAX_KEPT) answers.clear();
    // A longer one is no domain.
    if (domain.length <= 253) answers.set(domain, answer);
  }
  return answer;
}

function asked(domain: string): string | null {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
}
