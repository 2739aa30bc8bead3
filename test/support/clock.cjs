// Sets the program's clock to the instant in TEST_CLOCK.
const now = Date.parse(process.env.TEST_CLOCK);
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...args) {
    super(...(args.length > 0 ? args : [now]));
  }
  static now() {
    return now;
  }
};
