/** The texts of `connection`. Each key starts with `connection.`. */
export const connection = {
  'connection.live': 'Live',
  'connection.partlyLive': 'Live, but parts of this page are older',
  'connection.none': 'There is no connection to the cluster at the moment.',
  'connection.reconnecting':
    'The connection was lost. What you see is from {{clock}}.',
  'connection.nextAttempt': 'The next attempt is in {{duration}}.',
  'connection.attempt': 'Reconnecting…',
  'connection.retry': 'Try now',
  'connection.polling':
    'Changes appear after some seconds, because the network between you and the portal does not pass on live updates.',
  'connection.signedOut': 'You are signed out.',
  'connection.stays': 'What you see is from {{clock}}, and it stays here.',
  'connection.signIn': 'Sign in again',
  'connection.spoken.live': 'The connection is back. The page is live again.',
  'connection.spoken.reconnecting':
    'The connection was lost. The page keeps what it has and reconnects.',
  'connection.spoken.signedOut':
    'You are signed out. What you see stays on the page. Sign in again to continue.',
  // Errors that the portal's pages find by themselves. Errors of the server keep the text of the server.
  'connection.error.noNetwork': 'The browser has no network.',
  'connection.error.failed': 'The connection to the ske backend failed.',
  'connection.error.silence':
    'Nothing arrived over the connection for 45 seconds.',
  'connection.error.noResponse': 'The ske backend did not respond.',
  'connection.error.brokenOff': 'The response ended before it was complete.',
  'connection.error.token': 'Your Backstage token is no longer valid.',
  'connection.error.answered':
    'The ske backend responded with status {{status}}.',
  'connection.error.noWords': 'The ske backend sent only this error code.',
  'connection.error.unexpected': 'The portal did not expect this error.',
  'connection.error.otherUser':
    'You signed in as {{user}}, but this page belongs to {{owner}}. Reload the page.',
  'connection.error.changed':
    'Promise {{name}} has changed since it was checked; nothing was written.',
  'connection.error.ended': 'Your session has ended.',
} as const;
