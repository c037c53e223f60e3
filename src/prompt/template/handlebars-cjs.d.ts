/** The build without hooks into `require`, which is also the one that `dotprompt` loads. */
declare module 'handlebars/dist/cjs/handlebars.js' {
  import Handlebars from 'handlebars';

  export default Handlebars;
}
