package dev.handover.run.aws;

import dev.handover.run.Wrapper;
import dev.handover.run.WrapperContract;

import org.junit.jupiter.api.AfterEach;

class KmsWrapperTest extends WrapperContract {
    private final KmsStandIn kms;

    KmsWrapperTest() throws Exception {
        kms = new KmsStandIn();
    }

    @Override
    protected Wrapper wrapper() {
        return new KmsWrapper(kms.client(), KmsStandIn.KEY_ARN);
    }

    @AfterEach
    void stop() {
        kms.close();
    }
}
