/** What every page of text does: colours, buttons that copy code, work without a network. */

import { make } from './dom.js';
import { startOffline } from './offline.js';
import { startTheme } from './theme.js';

export function startReading(): void {
  startTheme();
  startCopying();
  startOffline();
}

function startCopying(): void {
  if (!navigator.clipboard) return;
  for (const listing of document.querySelectorAll('.listing')) {
    const button = make('button', { type: 'button', class: 'copy' }, 'Copy') as HTMLButtonElement;
    button.addEventListener('click', () => {
      void navigator.clipboard
        .writeText(listing.querySelector('code:not(figcaption *)')?.textContent ?? '')
        .then(() => {
          button.textContent = 'Copied';
          setTimeout(() => (button.textContent = 'Copy'), 1500);
        });
    });
    listing.append(button);
  }
}
