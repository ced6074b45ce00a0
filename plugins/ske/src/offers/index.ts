export { type CreateRight } from './CreateRight';
export { InstallButton } from './InstallButton';
export { CopyAsNew } from './CopyAsNew';
export { RequestButton } from './RequestButton';
export { readServices, type Service } from './Service';
export { useCreateRights } from './useCreateRights';
