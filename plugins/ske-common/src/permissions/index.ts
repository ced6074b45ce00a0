export * from './resourcePermissions';
