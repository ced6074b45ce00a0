/** A configured token consists of visible ASCII characters without quotation marks. A space or a line break would end the token in the HTTP header. */
export const TOKEN = /^[!#-&(-~]+$/;

export const NOT_A_TOKEN =
  'has characters that a token cannot have: check for quotes, spaces or a line break inside it';
