/** Stores the id of the provider of the last sign-in in this browser, and no token. */
const KEY = 'kratix-portal:sign-in-provider';

export function rememberedProvider(): string | undefined {
  return window.localStorage.getItem(KEY) ?? undefined;
}

export function rememberProvider(providerId: string): void {
  window.localStorage.setItem(KEY, providerId);
}

export function forgetProvider(): void {
  window.localStorage.removeItem(KEY);
}
