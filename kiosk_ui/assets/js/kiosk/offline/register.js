// Has the browser keep the page's files, so that it opens while the server is away. Only where the page came by https or from this machine.

/** Ask for the worker once everything else is there. Never fails. */
export function keepPage() {
  if (!("serviceWorker" in navigator)) return;
  const register = () =>
    navigator.serviceWorker
      .register("/kiosk/worker.js", { scope: "/kiosk" })
      .catch((error) => console.info("the page is not kept:", error.name));
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}
