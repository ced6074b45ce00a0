export { RequestButton } from './RequestButton';
export { readServices } from './Service';
export { useCreateRights } from './useCreateRights';
