export { createAdmissionMiddleware } from './createAdmissionMiddleware';
export { readCaller } from './readCaller';
export { RefusalAudit } from './RefusalAudit';
export { type RefusalRecorders, refuseRequest } from './refuseRequest';
export { readAdmitted } from './requestLocals';
export { startRequest } from './startRequest';
