export { Countdown } from './Countdown';
export { WorkflowCard } from './WorkflowCard';
