/** The characters that a configured token can have: what a header can carry as one word, without quotation marks. */
export const TOKEN = /^[!#-&(-~]+$/;

export const NOT_A_TOKEN =
  'has characters that a token cannot have: check for quotes, spaces or a line break inside it';
