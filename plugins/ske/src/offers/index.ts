export { type CreateRight } from './CreateRight';
export { RequestButton } from './RequestButton';
export { readServices, type Service } from './Service';
export { useCreateRights } from './useCreateRights';
export { useRequestTarget } from './useRequestTarget';
