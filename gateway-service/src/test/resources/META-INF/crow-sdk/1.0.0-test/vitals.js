console.log('vitals')
