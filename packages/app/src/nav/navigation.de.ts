export default {
  menu: 'Menü',
  services: 'Dienste',
  resources: 'Meine Ressourcen',
  settings: 'Einstellungen',
};
