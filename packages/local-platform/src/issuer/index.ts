export * from './IssuerError';
export * from './startIssuer';
