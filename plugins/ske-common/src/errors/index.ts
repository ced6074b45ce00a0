export type { SkeErrorCode } from './codes';
export { isSkeErrorCode, skeErrorCodes } from './codes';
export { cleanText, keepDirection, oneLine } from './cleanText';
export type {
  InvalidInputField,
  SkeErrorCause,
  SkeErrorOptions,
  SkeFieldManager,
} from './SkeError';
export { invalidField, SkeError } from './SkeError';
export type { SkeErrorBody } from './SkeErrorBody';
