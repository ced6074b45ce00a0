export { holdsSecret, isSecretName, isSecretText } from './secretLooking';
