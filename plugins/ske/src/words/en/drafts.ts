/** The texts of `drafts`. Each key starts with `drafts.`. */
export const drafts = {
  'drafts.found': 'There is a draft of this form.',
  'drafts.saved': 'It was saved',
  'drafts.noSecrets': 'Passwords are not part of a draft.',
  'drafts.take': 'Continue with the draft',
  'drafts.discard': 'Discard it',
} as const;
