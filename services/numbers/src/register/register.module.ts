import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { NumberModule } from '../number/number.module.js';
import { Inquiries } from './inquiries.service.js';
import { identitySchema, inquirySchema, registerSchema } from './register.schema.js';
import { Register } from './register.service.js';
import { RegisterExport } from './register-export.service.js';
import { RegisterVerifier } from './register-verifier.service.js';

const MODELS = MongooseModule.forFeature([
  { name: 'RegisterEntry', schema: registerSchema },
  { name: 'Identity', schema: identitySchema },
  { name: 'Inquiry', schema: inquirySchema },
]);

/** Who held which number from when to when. */
@Module({
  imports: [MODELS, NumberModule],
  providers: [Register, Inquiries, RegisterVerifier, RegisterExport],
  exports: [MODELS, Register, Inquiries, RegisterVerifier, RegisterExport],
})
export class RegisterModule {}
