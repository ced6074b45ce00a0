/** What the checks expect of the clocks of the provider, the backend and the API server. */
export const CLOCKS_AGREE = 'The clocks differ by less than a minute.';

/** What to change if the clocks differ. */
export const CLOCK_REMEDY =
  'Synchronize the clocks of the provider, the backend and the API server with NTP.';
