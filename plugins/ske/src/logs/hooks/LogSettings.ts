/** How the user reads logs. The portal remembers these settings; the URL contains what the user reads. */
export type LogSettings = {
  readonly wrap: boolean;
  readonly timestamps: boolean;
};

/** Reads stored settings, and leaves out anything else. */
export function readLogSettings(stored: unknown): LogSettings {
  const { wrap, timestamps } = (stored ?? {}) as Partial<LogSettings>;
  return { wrap: wrap === true, timestamps: timestamps === true };
}
