let loaded: string | undefined;

/** Records at which path the browser has loaded the app. Must be called when the app creates the plugin, before a link leads elsewhere. */
export function rememberLoadedPath(): void {
  loaded ??= window.location.pathname;
}

/** Whether the browser shows the path at which it has loaded the app, as far as that is known. */
export function isAtLoadedPath(): boolean {
  return loaded === undefined || loaded === window.location.pathname;
}
