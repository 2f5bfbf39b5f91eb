const v8 = require('node:v8');

/**
 * Each test file has its modules anew, and V8 optimized the same functions again for each: a fifth of the run's processor
 * time. Twenty times its usual budget (in bytes of bytecode) leaves that to what truly runs long.
 */
v8.setFlagsFromString('--interrupt-budget=1500000');
