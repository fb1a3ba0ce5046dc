/** What the reader chose at an earlier visit. */

const STORE = 'presend-playground';

interface Chosen {
  language?: string;
  audience?: string;
  theme?: string;
}

export function recall(): Chosen {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? '{}') as Chosen;
  } catch {
    return {};
  }
}

export function remember(choice: Chosen): void {
  try {
    localStorage.setItem(STORE, JSON.stringify({ ...recall(), ...choice }));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
