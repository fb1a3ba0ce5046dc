/** Keeps the site for later visits without a network, once this page has done its own work. */

export function startOffline(): void {
  const { offline } = document.body.dataset;
  if (!offline || !('serviceWorker' in navigator)) return;
  const register = () => {
    // Without it the site works as it did before: as long as there is a network.
    navigator.serviceWorker.register(offline).catch(() => {});
  };
  if (document.readyState === 'complete') setTimeout(register);
  else addEventListener('load', () => setTimeout(register), { once: true });
}
