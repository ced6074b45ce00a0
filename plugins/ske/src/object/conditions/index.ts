export { ConditionsCard } from './ConditionsCard';
