export {
  type AudienceRequest,
  findProviderPreset,
  type ProviderPreset,
  providerPresets,
} from './providerPresets';
export { type TokenKind, tokenKinds } from './TokenKind';
