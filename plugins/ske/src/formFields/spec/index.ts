export { complete, fieldOfValues, withoutDefaults } from './complete';
export { useSpecPage } from './useSpecPage';
export { validateSpec } from './validateSpec';
