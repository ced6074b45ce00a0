/** How the user reads logs. The portal remembers it; what is read stands in the URL. */
export type LogSettings = {
  readonly wrap: boolean;
  readonly timestamps: boolean;
};

/** Reads stored settings. Whatever is not a setting is left out. */
export function readLogSettings(stored: unknown): LogSettings {
  const { wrap, timestamps } = (stored ?? {}) as Partial<LogSettings>;
  return { wrap: wrap === true, timestamps: timestamps === true };
}
