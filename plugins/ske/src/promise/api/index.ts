export { ApiTab } from './ApiTab';
