export type {
  PendingRequest,
  PendingState,
  RecordRequestInput,
  RecordRequestResult,
  RequestAction,
} from './PendingRequest';
