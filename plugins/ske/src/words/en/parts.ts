/** The texts of `parts`. Each key starts with `parts.`. */
export const parts = {
  // The language of these texts, for the format of times and numbers.
  'parts.language': 'en',
  'parts.loading': 'Loading',
  'parts.copy': 'Copy',
  'parts.copyWhat': 'Copy {{what}}',
  'parts.copied': 'Copied.',
  'parts.copyFailed':
    'The browser did not allow copying. Select the text, and copy it with the keyboard.',
  'parts.copyNeedsHttps':
    'Browsers copy only on pages with HTTPS, and this portal uses plain HTTP. Select the text, and copy it with the keyboard.',
  'parts.notLoaded':
    'This part of the page could not be loaded. Check your network. If the portal was updated, reload the page.',
  'parts.notLoaded.again': 'Try again',
  'parts.notLoaded.reload': 'Reload the page',
} as const;
